/**
 * Moves the token of a visitor that an earlier version of the chat page has kept to where the widget looks for it, so
 * that the visitor's conversation goes on.
 */
const MOVE = `try {
  const token = localStorage.getItem(from);
  if (token !== null && localStorage.getItem(to) === null) localStorage.setItem(to, token);
  localStorage.removeItem(from);
} catch {}`;

/** Must stand before the widget's script. Storage can be blocked, in frames and private windows. */
export function EarlierVisitorScript({ channel, nonce }: { channel: string; nonce: string | undefined }) {
  const [from, to] = [`parley-visitor:${channel}`, `parley:${channel}:token`].map((name) => JSON.stringify(name));
  const html = `{ const from = ${from}, to = ${to}; ${MOVE} }`;
  // Browsers hide a script's nonce, so React would report a mismatch.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />;
}
