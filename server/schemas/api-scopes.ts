/** What an API key may do (CONTRACTS §8), and how that is named to people. */
export const apiScopes = ["events:read", "knowledge:read", "knowledge:write"] as const;
export type ApiScope = (typeof apiScopes)[number];

export const scopeTexts: Record<ApiScope, string> = {
  "events:read": "Read events",
  "knowledge:read": "Read sources of the knowledge base",
  "knowledge:write": "Write sources of the knowledge base",
};
