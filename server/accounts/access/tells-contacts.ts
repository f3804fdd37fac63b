/**
 * Whether a search could tell contact data by what it finds. Members from whom it is hidden could otherwise read a number
 * or an e-mail address part by part.
 */
export function tellsContacts(search: string): boolean {
  return /[\p{N}@]/u.test(search);
}
