// What every kind of control is given by its field's frame.

import type { Field } from '../ipc';

export type ControlProps = {
  /** Whether words are spelled; as the control has it unless said here. */
  spellcheck?: boolean;
  field: Field;
  /** Its id, for the label that is in sight. */
  id: string;
  /** Its name for screen readers, when no label is in sight. */
  label?: string;
  /** Elements that say more: hint, count, problems. */
  describedby?: string;
  invalid: boolean;
  placeholder?: string;
  /** Text as it stands in the control, for the count. */
  text?: string;
};
