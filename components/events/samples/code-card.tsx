"use client";

import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { receiverSamples } from "./receiver-samples";

/** The code of a receiver for an endpoint's address, in the language that the reader chooses. */
export function CodeCard({ url }: { url: string }) {
  const samples = receiverSamples(url);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Code of a receiver</CardTitle>
        <CardDescription>
          It checks the signature over the raw body. Set the environment variable PARLEY_WEBHOOK_SECRET to the signing
          secret. The libraries of standardwebhooks.com do the same.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Tabs defaultValue="express">
          <TabsList aria-label="Language">
            {samples.map(({ key, label }) => (
              <TabsTrigger key={key} value={key}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {samples.map(({ key, title, code }) => (
            <TabsContent key={key} value={key} className="pt-4">
              <CodeBlock title={title} code={code} className="max-h-112" />
            </TabsContent>
          ))}
        </Tabs>
      </CardContent>
    </Card>
  );
}
