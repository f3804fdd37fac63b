/** A field of a log line. Fields hold ids, numbers and names, no secrets and no customer's words. */
type LogField = string | number | boolean | null | undefined;

/** Logs one event as one line of JSON, with every field that somebody would search by. */
export function logEvent(name: string, fields: Record<string, LogField>): void {
  console.info(JSON.stringify({ event: name, ...fields }));
}
