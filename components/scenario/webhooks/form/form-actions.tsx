import Link from "next/link";
import { Button } from "@/components/ui/button";
import { webhookPath } from "../webhook-types";

interface FormActionsProps {
  botId: string;
  isNew: boolean;
  pending: boolean;
  isChanged: boolean;
}

/** The buttons below the form of a webhook. */
export function FormActions({ botId, isNew, pending, isChanged }: FormActionsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" pending={pending} disabled={!isNew && !isChanged}>
        {isNew ? "Add webhook" : "Save"}
      </Button>
      {isNew && (
        <Button asChild variant="outline">
          <Link href={webhookPath(botId)}>Cancel</Link>
        </Button>
      )}
    </div>
  );
}
