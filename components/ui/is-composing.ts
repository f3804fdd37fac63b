interface KeyDown {
  keyCode: number;
  isComposing?: boolean;
  /** On React's events. */
  nativeEvent?: { isComposing: boolean };
}

/** The key code that browsers report for a key that an input method handles. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether an input method (Japanese, Chinese, Korean, dead keys) handles this key. Enter then confirms the composed
 * word, and must not send or save. Safari ends the composition before this key's event, and marks it only by the key
 * code.
 */
export function isComposing({ keyCode, isComposing: native, nativeEvent }: KeyDown): boolean {
  return native === true || nativeEvent?.isComposing === true || keyCode === TAKEN_BY_INPUT_METHOD;
}

/** For `onEscapeKeyDown` of a dialog: Escape discards the composed word, and does not close the dialog. */
export function keepOpenWhileComposing(event: KeyboardEvent): void {
  if (isComposing(event)) event.preventDefault();
}
