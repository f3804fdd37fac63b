/** The events of which people are notified. */
export const notificationKinds = [
  "person_called",
  "action_called",
  "undelivered",
  "webhook_failing",
  "limit_reached",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** The kinds that are e-mailed to owners and admins by default. Other members get no e-mail by default. */
export const kindsMailedToAdmins: readonly NotificationKind[] = [
  "person_called",
  "undelivered",
  "webhook_failing",
  "limit_reached",
];
