/** Whether the browser runs on a device of Apple, whose shortcuts use ⌘. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
