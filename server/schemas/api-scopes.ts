/** What an API key may do (CONTRACTS §8), and how that is named to people. */
export const apiScopes = ["events:read"] as const;
export type ApiScope = (typeof apiScopes)[number];

export const scopeTexts: Record<ApiScope, string> = {
  "events:read": "Read events",
};
