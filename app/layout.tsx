import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { EarlyInput } from "@/components/shell/early-input";
import { EarlyInputScript } from "@/components/shell/early-input-script";
import { ThemeProvider } from "@/components/shell/theme-provider";
import { TooltipProvider } from "@/components/ui/tooltip";
import { pageNonce } from "@/server/http/nonce";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Parley", template: "%s · Parley" },
  description: "Build the bot that answers your customers, and connect it to your own systems.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafcfc" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1113" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = await pageNonce();
  return (
    // A script sets the theme's class before React hydrates the page.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="min-h-dvh">
        <EarlyInputScript nonce={nonce} />
        <ThemeProvider nonce={nonce}>
          <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
        </ThemeProvider>
        <EarlyInput />
      </body>
    </html>
  );
}
