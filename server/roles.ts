/** The roles of members, from the most permissions to the least. */
export const roles = ["owner", "admin", "editor", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Whether a role has at least the permissions of `atLeast`. */
export function hasRole(role: Role, atLeast: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(atLeast);
}

/** The roles whose members can be limited to some bots and channels. */
export const limitedRoles = ["operator", "viewer"] as const;

/** Whether members with this role can be limited to some bots and channels. */
export function canBeLimited(role: Role): role is (typeof limitedRoles)[number] {
  return limitedRoles.some((limited) => limited === role);
}
