/** The page of an invitation. */
export const INVITATION_PAGE = "/invitation";

const KEY = "parley-invitation-email";

/** Keeps, for this tab, the address to which the open invitation was sent; null for none. */
export function keepInvitationEmail(email: string | null): void {
  if (email === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, email);
}

/** The address of the invitation to which a sign-up leads back, if there is one. */
export function invitationEmail(returnTo: string): string | null {
  return returnTo === INVITATION_PAGE ? sessionStorage.getItem(KEY) : null;
}
