#!/bin/sh
# The namespace and the search attributes of workflows/; being there already is fine.
set -eu
namespace=kakunin

until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention 30d
for name in TenantId SessionStatus Method; do
  # asked again while the new namespace becomes known
  until temporal operator search-attribute list --namespace "$namespace" | grep -qw "$name"; do
    temporal operator search-attribute create --namespace "$namespace" --name "$name" --type Keyword || sleep 2
  done
done
