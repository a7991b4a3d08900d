// Enter that ends a composition is not Enter that submits.

import type { Attachment } from 'svelte/attachments';

/** Keeps a form from being submitted by the key that takes over what an input method has composed. */
export const composing: Attachment<HTMLFormElement> = (form) => {
  // WebKit ends the composition before it tells of the key, which then has this code.
  const keydown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  };
  form.addEventListener('keydown', keydown);
  return () => form.removeEventListener('keydown', keydown);
};
