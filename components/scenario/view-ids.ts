/** The ways to look at a scenario, as the page's address names them. */
export const viewIds = ["list", "map", "results"] as const;
export type ViewId = (typeof viewIds)[number];
