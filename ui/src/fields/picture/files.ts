// The picture in what was dropped or pasted.

/**
 * The first file that can be a picture. What it really is the core looks at; here only texts that come along with a
 * picture (its HTML, its address) are told from it.
 */
export function fileOf(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  const items = [...(data?.items ?? [])].filter((item) => item.kind === 'file').map((item) => item.getAsFile());
  const all = [...files, ...items].filter((file) => file !== null);
  return all.find((file) => file.type.startsWith('image/')) ?? all[0] ?? null;
}
