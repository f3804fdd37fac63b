/** A line of the log for a person: time, level and message or event, then the fields. Other lines stay as they are. */
export function readableLine(line: string): string {
  const record = parsedLine(line);
  if (!record) return line.trimEnd();
  const { time, level, event, msg, ...fields } = record;
  const shown = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [String(time).slice(11, 23), String(level).toUpperCase(), event, ...shown, msg]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** The fields of a line that the logger wrote; null for any other line. */
export function parsedLine(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{"level":')) return null;
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === "object" && record !== null ? { ...record } : null;
  } catch {
    return null;
  }
}
