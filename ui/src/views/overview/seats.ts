// Which element shows which line. An element that is written over with another line is there many times sooner than a
// new one; the element of a line that stays is left alone, and whatever has the focus in it.

export class Seats {
  #seats = new Map<string, number>();
  #next = 0;

  /**
   * A seat for each of the lines, whose names are all different: the one it had, else a new one, or that of a line which
   * is gone, where those may be `reused`.
   */
  take(names: string[], reused: boolean): number[] {
    const before = this.#seats;
    const here = new Set(names);
    const free = reused ? [...before].filter(([name]) => !here.has(name)).map(([, seat]) => seat) : [];
    this.#seats = new Map(names.map((name) => [name, before.get(name) ?? free.shift() ?? this.#next++]));
    return [...this.#seats.values()];
  }
}
