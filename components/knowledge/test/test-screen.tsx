import { Bot } from "lucide-react";
import { PageBody } from "@/components/shell/page-body";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { KnowledgeTabs } from "../knowledge-tabs";
import { TestBox } from "./test-box";

interface TestScreenProps {
  bots: readonly { id: string; name: string }[];
  canTry: boolean;
  isLimited: boolean;
}

/** Tries questions before customers ask them. */
export function TestScreen({ bots, canTry, isLimited }: TestScreenProps) {
  return (
    <PageBody>
      <PageHeader title="Knowledge" description="Ask what a customer would ask, and see what is found and said." />
      <KnowledgeTabs current="/knowledge/test" isLimited={isLimited} />
      {canTry && bots.length > 0 ? (
        <TestBox bots={bots} />
      ) : (
        <EmptyState icon={<Bot />} title={canTry ? "No bots yet" : "Only for members who can edit bots"}>
          {canTry
            ? "Make a bot first. Its draft answers the questions that you try here."
            : "Ask one of them to try a question for you."}
        </EmptyState>
      )}
    </PageBody>
  );
}
