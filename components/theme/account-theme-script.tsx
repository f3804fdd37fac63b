import type { Theme } from "@/server/accounts/profile/profile-input";

/** Where next-themes keeps the theme in a browser. */
const STORAGE_KEY = "theme";

/**
 * Applies the theme of the account in a browser that has another one, before the first paint. It runs after the script
 * of next-themes, which applies the browser's, and does the same with the account's.
 */
export function AccountThemeScript({ theme, nonce }: { theme: Theme; nonce: string | undefined }) {
  const script = `(${APPLY})(${JSON.stringify(STORAGE_KEY)}, ${JSON.stringify(theme)})`;
  // Browsers hide a script's nonce, so React would report a mismatch.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

const APPLY = String.raw`(key, theme) => {
  try { localStorage.setItem(key, theme); } catch { /* A browser may forbid storage. */ }
  const isDark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  root.classList.toggle("dark", isDark);
  root.classList.toggle("light", !isDark);
  root.style.colorScheme = isDark ? "dark" : "light";
}`;
