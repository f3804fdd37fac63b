/** Says why a response's status is a failure, for people; null for 200 to 299. */
export function explainStatus(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  if (status >= 300 && status <= 399) {
    return `The webhook answered ${status}, a redirect, which is not followed. Enter the address that it leads to.`;
  }
  return `The webhook answered ${status}; an answer of 200 to 299 was expected.`;
}
