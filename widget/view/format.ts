const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A file's size as text, such as `1.4 MB`. */
export function formatSize(bytes: number, language: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const options = { style: "unit", unit: UNITS[power] ?? "byte", maximumFractionDigits: power > 1 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language, options).format(bytes / 1000 ** power);
}

/** A time of recording or playing, such as `1:05`. */
export function formatDuration(seconds: number, language: string): string {
  const digits = (value: number, least: number) =>
    new Intl.NumberFormat(language, { minimumIntegerDigits: least }).format(value);
  return `${digits(Math.floor(seconds / 60), 1)}:${digits(Math.floor(seconds % 60), 2)}`;
}
