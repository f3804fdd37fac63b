/** For how many days a workspace can keep its events and the log of what it sends. */
export const logDayChoices = [7, 14, 30, 60, 90, 180, 365] as const;
