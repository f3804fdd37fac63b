"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

/** Light, dark, or what the system says (the default); remembered in the browser. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      scriptProps={scriptProps}
    >
      {children}
    </NextThemes>
  );
}

/** The script sets the theme before the first paint, so it runs from the server's HTML only; in the browser React
 * would warn of a script that it will not run, unless its type says that it is none. */
const scriptProps = typeof window === "undefined" ? {} : { type: "application/json" };
