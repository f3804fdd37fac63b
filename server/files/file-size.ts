const KILO = 1024;

/** A number of bytes for people, such as "340 bytes", "12 kB" or "1.4 MB"; rounded up, so that no file reads as 0. */
export function fileSize(bytes: number): string {
  if (bytes < KILO) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < KILO * KILO) return `${Math.ceil(bytes / KILO)} kB`;
  return `${Math.ceil((bytes / (KILO * KILO)) * 10) / 10} MB`;
}
