import type { ReactNode } from "react";
import { ConversationScene } from "@/components/brand/conversation-scene";
import { Logo } from "@/components/brand/logo";
import Link from "next/link";

/** The frame of sign-in and sign-up: the form on the left and, on wide screens, an example on the right. */
export function AuthPanel({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <div className="flex flex-col px-5 py-6 sm:px-10 sm:py-8">
        <header>
          <Link href="/" className="flex w-fit rounded-md focus-ring">
            <Logo />
          </Link>
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">{children}</main>
      </div>
      <aside className="relative hidden flex-col items-center justify-center gap-12 overflow-hidden border-l bg-sidebar bg-[radial-gradient(var(--border)_1px,transparent_1px)] bg-size-[20px_20px] px-12 py-16 lg:flex">
        <ConversationScene />
        <p className="max-w-105 text-center text-16 leading-7 font-medium text-balance">
          It answers from your own systems, and you can inspect every call it made.
        </p>
      </aside>
    </div>
  );
}
