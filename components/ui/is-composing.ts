interface KeyDown {
  keyCode: number;
  isComposing?: boolean;
  /** Of React's events. */
  nativeEvent?: { isComposing: boolean };
}

/** What browsers give as the code of a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether a key belongs to the word that an input method composes (Japanese, Chinese, Korean, dead keys): Enter then
 * confirms the word, and sends or saves nothing. Safari ends the composition before that key, and marks it by its code.
 */
export function isComposing({ keyCode, isComposing: native, nativeEvent }: KeyDown): boolean {
  return native === true || nativeEvent?.isComposing === true || keyCode === TAKEN_BY_INPUT_METHOD;
}

/** For `onEscapeKeyDown` of a window: Escape takes back the word, and does not close the window. */
export function keepOpenWhileComposing(event: KeyboardEvent): void {
  if (isComposing(event)) event.preventDefault();
}
