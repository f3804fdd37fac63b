/** White space, control characters, what Unicode says to show as nothing, interlinear marks, and the empty Braille pattern. */
const INVISIBLE = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{2800}]*$/u;

/** Whether a text has a character that people can see. */
export function isVisible(text: string): boolean {
  return !INVISIBLE.test(text);
}
