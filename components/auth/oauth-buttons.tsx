"use client";

import { signIn } from "next-auth/react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

export type OAuthProvider = "github" | "google";

const looks: Record<OAuthProvider, { name: string; mark: ReactNode }> = {
  github: { name: "GitHub", mark: <GitHubMark /> },
  google: { name: "Google", mark: <GoogleMark /> },
};

interface OAuthButtonsProps {
  /** The configured providers. */
  providers: readonly OAuthProvider[];
  /** The address to open after signing in. */
  returnTo: string;
}

/** Buttons for signing in through GitHub or Google, with an "or" below. Renders nothing if neither is configured. */
export function OAuthButtons({ providers, returnTo }: OAuthButtonsProps) {
  const [leaving, setLeaving] = useState<OAuthProvider>();
  if (providers.length === 0) return null;

  async function go(provider: OAuthProvider) {
    setLeaving(provider);
    try {
      await signIn(provider, { callbackUrl: returnTo });
    } catch {
      setLeaving(undefined);
    }
  }

  return (
    <div className="grid gap-5">
      <div className="grid gap-2">
        {providers.map((provider) => (
          <Button
            key={provider}
            variant="outline"
            size="lg"
            pending={leaving === provider}
            onClick={() => go(provider)}
            className="w-full"
          >
            {looks[provider].mark} Continue with {looks[provider].name}
          </Button>
        ))}
      </div>
      <p className="flex items-center gap-3 text-12 text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or with your e-mail
      </p>
    </div>
  );
}

function GitHubMark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden fill="currentColor">
      <path d="M8 .2a8 8 0 0 0-2.5 15.6c.4 0 .5-.2.5-.4v-1.5c-2 .5-2.7-.5-2.9-1-.1-.2-.6-1-1-1.2-.4-.2-.9-.7 0-.7.8 0 1.4.8 1.6 1.1.9 1.6 2.4 1.1 3 .9 0-.7.4-1.1.6-1.4-2.2-.2-4.5-1.1-4.5-4.9 0-1 .4-2 1-2.6 0-.3-.4-1.3.2-2.7 0 0 .8-.2 2.7 1a9.3 9.3 0 0 1 5 0c1.8-1.3 2.6-1 2.6-1 .6 1.4.2 2.4.1 2.7.7.7 1.1 1.6 1.1 2.6 0 3.8-2.3 4.7-4.5 4.9.3.3.6.9.6 1.8v2.3c0 .3.2.5.6.4A8 8 0 0 0 8 .2Z" />
    </svg>
  );
}

function GoogleMark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden>
      <path
        fill="#4285f4"
        d="M15.5 8.2c0-.6 0-1-.1-1.5H8v2.8h4.3a3.7 3.7 0 0 1-1.6 2.4v2h2.5c1.5-1.3 2.3-3.3 2.3-5.7Z"
      />
      <path fill="#34a853" d="M8 15.8c2.1 0 3.9-.7 5.2-1.9l-2.5-2a4.7 4.7 0 0 1-7-2.4H1.1v2A7.8 7.8 0 0 0 8 15.8Z" />
      <path fill="#fbbc05" d="M3.7 9.5a4.7 4.7 0 0 1 0-3v-2H1.1a7.8 7.8 0 0 0 0 7l2.6-2Z" />
      <path fill="#ea4335" d="M8 3.3c1.2 0 2.2.4 3 1.2l2.3-2.2A7.8 7.8 0 0 0 1.1 4.5l2.6 2A4.7 4.7 0 0 1 8 3.3Z" />
    </svg>
  );
}
