// What became of a picture on its way in, in words.

import type { Outcome } from '../../ipc';
import type { Key } from '../../locales';

export const outcomes: Record<Outcome, Key> = {
  smaller: 'field.picture.smaller',
  asItWas: 'field.picture.asItWas',
  animated: 'field.picture.animated',
  drawing: 'field.picture.drawing',
  cleaned: 'field.picture.cleaned',
};
