import { Webhook } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { WEBHOOKS_PATH } from "./webhook-pages";

/** Leads from a bot to the endpoints that get its events. */
export function BotWebhooksCard({ botId }: { botId: string }) {
  return (
    <section
      aria-labelledby="bot-webhooks"
      className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-xl border bg-card px-5 py-4 shadow-raised"
    >
      <div className="grid min-w-64 flex-1 gap-0.5">
        <h3 id="bot-webhooks" className="text-14 leading-6 font-semibold">
          Webhooks
        </h3>
        <p className="text-13 leading-5 text-muted-foreground">
          Other systems, such as a CRM, can get each event of this bot: messages, closed conversations, failed actions.
        </p>
      </div>
      <Button asChild variant="outline">
        <Link href={`${WEBHOOKS_PATH}?bot=${botId}`}>
          <Webhook aria-hidden /> Webhooks of this bot
        </Link>
      </Button>
    </section>
  );
}
