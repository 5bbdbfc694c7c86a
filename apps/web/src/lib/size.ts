const KB = 1024;

/** "14 KB": how large a file is, in words. */
export function sizeWords(bytes: number): string {
  if (bytes < KB) return `${bytes} B`;
  if (bytes < KB ** 2) return `${Math.round(bytes / KB)} KB`;
  const [size, unit] = bytes < KB ** 3 ? [bytes / KB ** 2, "MB"] : [bytes / KB ** 3, "GB"];
  return `${size.toFixed(1).replace(".0", "")} ${unit}`;
}
