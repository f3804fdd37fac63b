/** What a member may do, from most to least. */
export const roles = ["owner", "admin", "editor", "operator", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Whether a role may do what `atLeast` may. */
export function hasRole(role: Role, atLeast: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(atLeast);
}
