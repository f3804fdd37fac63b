import type { ReactNode } from "react";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

interface PartCardProps {
  title: string;
  about?: ReactNode;
  children: ReactNode;
}

/** A group of settings. */
export function PartCard({ title, about, children }: PartCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {about && <CardDescription>{about}</CardDescription>}
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">{children}</CardContent>
    </Card>
  );
}
