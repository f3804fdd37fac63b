/** A shell command that posts to a callback address, as another system would. */
export function callbackCommand(address: string): string {
  return `curl -X POST ${quoted(address)} -H 'content-type: application/json' -d '{"approved": true}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
