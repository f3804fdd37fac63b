"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { missingTranslations } from "./missing-translations";

/** Shows which translations a bot with several languages lacks. It can be published without them. */
export function TranslationsNotice({ botId }: { botId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.languages.get.queryOptions({ botId }, { staleTime: 0 }));
  const missing = data ? missingTranslations(data) : null;
  if (missing === null) return null;
  return (
    <Alert tone="warning" title="Some texts are not translated">
      {missing}{" "}
      <Link
        href={`/bots/${botId}/languages`}
        className="rounded-sm font-medium underline underline-offset-2 focus-ring"
      >
        Open Languages
      </Link>
    </Alert>
  );
}
