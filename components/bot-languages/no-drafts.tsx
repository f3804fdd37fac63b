import { Sparkles } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { Button } from "@/components/ui/button";

const link = "rounded-sm text-primary underline underline-offset-4 focus-ring";

/** In place of the button that drafts translations, for a bot whose model cannot write any. */
export function NoDrafts({ botId }: { botId: string }) {
  const reason = useId();
  return (
    <div className="grid min-w-0 justify-items-start gap-2 sm:max-w-96 sm:justify-items-end sm:text-right">
      <Button variant="outline" disabled aria-describedby={reason}>
        <Sparkles /> Draft the missing ones
      </Button>
      <p id={reason} className="text-13 text-muted-foreground">
        The offline model cannot translate. Add a provider under{" "}
        <Link href="/settings/models" className={link}>
          Settings › Models
        </Link>
        , then choose its model on the{" "}
        <Link href={`/bots/${botId}`} className={link}>
          Build page
        </Link>
        .
      </p>
    </div>
  );
}
