"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

interface ThemeProviderProps {
  /** The page's nonce, which allows the script that sets the theme. */
  nonce: string | undefined;
  children: ReactNode;
}

/** Light, dark or the system's theme (the default), stored in the browser. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
      scriptProps={scriptProps}
    >
      {children}
    </NextThemes>
  );
}

/**
 * The script must run from the server's HTML only, before the first paint. In the browser React would warn about a
 * script that it does not run, unless the script has another type.
 */
const scriptProps = typeof window === "undefined" ? {} : { type: "application/json" };
