import { ListChecks, Send, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConversationScene } from "./conversation-scene";
import { Logo } from "./logo";

/** The start page for visitors who are not signed in. */
export function LandingPage() {
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-5 sm:px-8">
      <header className="flex h-18 items-center justify-between gap-4">
        <Logo />
        <nav aria-label="Account" className="flex items-center gap-1 sm:gap-2">
          <Button variant="ghost" asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
          <Button asChild>
            <Link href="/sign-up">Sign up</Link>
          </Button>
        </nav>
      </header>
      <main className="flex flex-1 flex-col justify-center gap-16 py-10 lg:gap-24 lg:py-16">
        <section className="grid items-center gap-12 lg:grid-cols-[1.15fr_1fr] lg:gap-20">
          <div className="grid gap-6">
            <h1 className="text-[clamp(2.25rem,5vw,3.5rem)] leading-[1.1] font-semibold tracking-tight text-balance">
              The bot that answers your customers, wired to your own systems
            </h1>
            <p className="max-w-xl text-16 leading-7 text-pretty text-muted-foreground">
              Write what your bot knows and what it can do. Parley talks with your customers, calls your systems by
              webhooks, and shows you every step of every answer.
            </p>
            <div className="flex flex-wrap items-center gap-3">
              <Button size="lg" asChild>
                <Link href="/sign-up">Build your bot</Link>
              </Button>
              <p className="text-14 text-muted-foreground">The first one works without an API key.</p>
            </div>
          </div>
          <ConversationScene className="justify-self-center lg:justify-self-end" />
        </section>
        <section aria-label="What it does" className="grid gap-8 border-t pt-10 sm:grid-cols-3">
          <Point icon={<Webhook />} title="Actions that call your systems">
            Name the arguments and describe the requests step by step. The bot asks the customer for anything that is
            missing.
          </Point>
          <Point icon={<Send />} title="In your own messenger">
            One request sends a message in, and your webhook receives the answer: in order, with retries, never twice.
          </Point>
          <Point icon={<ListChecks />} title="Every step on record">
            What the bot received, which calls it made, what they returned and how long they took: stored with each
            answer.
          </Point>
        </section>
      </main>
    </div>
  );
}

function Point({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-2">
      <span aria-hidden className="mb-1 text-muted-foreground [&_svg]:size-5">
        {icon}
      </span>
      <h2 className="text-16 font-semibold">{title}</h2>
      <p className="text-14 leading-6 text-muted-foreground">{children}</p>
    </div>
  );
}
