import { Plus } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { webhookPath } from "./webhook-types";

/** Leads to the form of a new webhook. */
export function AddWebhookButton({ botId, variant }: { botId: string; variant: "primary" | "outline" }) {
  return (
    <Button asChild variant={variant}>
      <Link href={webhookPath(botId, "new")}>
        <Plus /> Add webhook
      </Link>
    </Button>
  );
}
