const KILO = 1024;

/** Formats a size such as "340 bytes", "12 kB" or "1.4 MB". It rounds up so that no file is shown as 0. */
export function fileSize(bytes: number): string {
  if (bytes < KILO) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  if (bytes < KILO * KILO) return `${Math.ceil(bytes / KILO)} kB`;
  return `${Math.ceil((bytes / (KILO * KILO)) * 10) / 10} MB`;
}
