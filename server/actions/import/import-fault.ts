/** Why a text cannot be read, and how to fix it; lines and columns start at 1. */
export class ImportFault extends Error {
  override readonly name = "ImportFault";
  readonly place: { line: number; column: number } | null;

  constructor(message: string, place: { text: string; offset: number } | null = null) {
    const at = place ? placeOf(place.text, place.offset) : null;
    super(at ? `Line ${at.line}, column ${at.column}: ${message}` : message);
    this.place = at;
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
