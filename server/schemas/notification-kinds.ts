/** What people are told of. */
export const notificationKinds = [
  "person_called",
  "action_called",
  "undelivered",
  "webhook_failing",
  "limit_reached",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** The kinds that owners and admins get by e-mail unless they choose otherwise; nobody else gets any. */
export const kindsMailedToAdmins: readonly NotificationKind[] = [
  "person_called",
  "undelivered",
  "webhook_failing",
  "limit_reached",
];
