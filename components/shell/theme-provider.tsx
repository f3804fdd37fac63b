"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

interface ThemeProviderProps {
  /** The page's nonce, which lets the script that sets the theme run. */
  nonce: string | undefined;
  children: ReactNode;
}

/** Light, dark, or what the system says (the default); remembered in the browser. */
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

/** The script sets the theme before the first paint, so it runs from the server's HTML only; in the browser React
 * would warn of a script that it will not run, unless its type says that it is none. */
const scriptProps = typeof window === "undefined" ? {} : { type: "application/json" };
