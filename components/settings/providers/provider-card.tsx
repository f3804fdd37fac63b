"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { ProviderDialog } from "./provider-dialog";
import { RemoveProviderButton } from "./remove-provider-button";
import type { Provider } from "./provider-types";

interface ProviderCardProps {
  provider: Provider;
  /** The provider's model transcribes voice messages. */
  transcribes: boolean;
  /** The knowledge base is searched with the provider's model. */
  embeds: boolean;
  canChange: boolean;
}

/** A connected provider: its models, and buttons to test, edit and remove it. */
export function ProviderCard({ provider, transcribes, embeds, canChange }: ProviderCardProps) {
  const trpc = useTRPC();
  const test = useMutation(trpc.models.providers.test.mutationOptions());

  return (
    <Card>
      <CardHeader>
        <div className="flex flex-wrap items-center gap-2.5">
          <CardTitle className="break-words">{provider.name}</CardTitle>
          <Badge tone="outline">{provider.kind === "gateway" ? "AI Gateway" : "OpenAI-compatible"}</Badge>
        </div>
        <CardDescription className="break-all">
          {provider.baseUrl && `${provider.baseUrl} · `}key{" "}
          <span className="font-mono text-13">{provider.keyHint}</span>
        </CardDescription>
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ul aria-label={`Models of ${provider.name}`} className="flex flex-wrap gap-1.5">
          {provider.models.map((model) => (
            <li key={model} className="min-w-0">
              <Badge className="max-w-full font-mono whitespace-normal break-all">{model}</Badge>
            </li>
          ))}
        </ul>
        <TestResult result={test.data} error={test.error} />
      </CardContent>
      {canChange && (
        <CardFooter>
          <RemoveProviderButton provider={provider} transcribes={transcribes} embeds={embeds} />
          <Button
            variant="outline"
            size="sm"
            pending={test.isPending}
            onClick={() => test.mutate({ providerId: provider.id })}
          >
            Test connection
          </Button>
          <ProviderDialog
            provider={provider}
            trigger={
              <Button variant="outline" size="sm">
                Edit
              </Button>
            }
          />
        </CardFooter>
      )}
    </Card>
  );
}

interface TestResultProps {
  result: { ok: boolean; message: string; durationMs: number } | undefined;
  error: unknown;
}

function TestResult({ result, error }: TestResultProps) {
  if (error) return <Alert tone="danger">{messageOf(error)}</Alert>;
  if (!result) return null;
  return result.ok ? (
    <output>
      <Alert tone="success" title={`It works (${Math.round(result.durationMs)} ms)`}>
        {result.message}
      </Alert>
    </output>
  ) : (
    <Alert tone="danger" title="It does not work">
      {result.message}
    </Alert>
  );
}
