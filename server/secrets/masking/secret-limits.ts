/** Shorter secrets are not masked, because this would also mask much of the other text. */
export const MIN_SECRET_LENGTH = 4;

/** The maximum number of secrets in an action. Every stored text is searched for each of them. */
export const MAX_SECRETS = 20;
/** The maximum total length of an action's secrets. */
export const MAX_SECRET_CHARACTERS = 20_000;
