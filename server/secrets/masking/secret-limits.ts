/** A shorter secret cannot be hidden: masking it would hide half of what is shown. */
export const MIN_SECRET_LENGTH = 4;

/** Secrets of one action. Every text that is kept is searched for each of them. */
export const MAX_SECRETS = 20;
/** All secrets of one action together. */
export const MAX_SECRET_CHARACTERS = 20_000;
