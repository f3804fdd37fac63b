import type { ReactNode } from "react";

/** Stands for a chat that cannot be shown. Its readers are a company's customers, who do not know Parley. */
export function ChatNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 p-6 text-center">
      <h1 className="text-16 font-semibold tracking-tight">{title}</h1>
      <p className="max-w-sm text-14 leading-6 text-balance text-muted-foreground">{children}</p>
    </main>
  );
}
