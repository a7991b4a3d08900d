// Edits on their way to the core: one at a time, in the order they were made. Text that still waits is replaced by later
// text for the same place, so fast typing never lags behind itself.

/** `from` is what text was made from. */
export type Send<Answer> = (from: string) => Promise<Answer>;

type Waiting<Answer> = { text: string | null; from: string; send: Send<Answer>; done: Promise<void>; settle: (how: Promise<void>) => void };

export class EditQueue<Answer> {
  #waiting: Waiting<Answer>[] = [];
  #sent: Waiting<Answer> | null = null;

  /** `arrived` takes each answer before the next edit is sent. */
  constructor(private arrived: (answer: Answer, text: string | null) => void) {}

  /** Sends what follows everything that waits. Rejects with what the core answered. */
  push(send: Send<Answer>): Promise<void> {
    return this.#add(null, '', send);
  }

  /**
   * Sends text for a place that was made from other text, instead of text for that place that still waits: then it was made
   * from what that was made from. Other deeds are never overtaken.
   */
  pushText(place: string, from: string, send: Send<Answer>): Promise<void> {
    for (let at = this.#waiting.length - 1; at >= 0; at--) {
      const entry = this.#waiting[at]!;
      if (entry.text === null) break;
      if (entry.text !== place) continue;
      entry.send = send;
      return entry.done;
    }
    return this.#add(place, from, send);
  }

  /** Whether text for this place waits or is under way: what the core last said of it is old. */
  holds(place: string): boolean {
    return this.#sent?.text === place || this.#waiting.some((entry) => entry.text === place);
  }

  /** Resolves when nothing is under way any more, however it ended. */
  async flush(): Promise<void> {
    for (let last = this.#last(); last; last = this.#last()) await last.done.catch(() => {});
  }

  #last(): Waiting<Answer> | undefined {
    return this.#waiting.at(-1) ?? this.#sent ?? undefined;
  }

  #add(text: string | null, from: string, send: Send<Answer>): Promise<void> {
    let settle!: (how: Promise<void>) => void;
    const done = new Promise<void>((resolve) => (settle = resolve));
    // Whoever pushed hears of a failure; waiting for the queue is no reason to hear of it again.
    done.catch(() => {});
    this.#waiting.push({ text, from, send, done, settle });
    if (!this.#sent) void this.#run();
    return done;
  }

  async #run(): Promise<void> {
    for (let entry = this.#waiting.shift(); entry; entry = this.#waiting.shift()) {
      this.#sent = entry;
      const { text, settle } = entry;
      const answered = entry.send(entry.from).then((answer) => {
        // The answer is the newest word on this place unless newer text waits.
        this.#sent = null;
        this.arrived(answer, text);
      });
      settle(answered);
      await answered.catch(() => {});
      this.#sent = null;
    }
  }
}
