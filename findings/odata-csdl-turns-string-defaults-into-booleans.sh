#!/usr/bin/env bash
# OASIS's odata-csdl turns the default value "true" or "null" of a string into a boolean or null, and rounds numbers
# of 64 bits.
#
# Version:  npm odata-csdl 0.11.2, odata-csdl-xml2json.
# Input:    CSDL XML with three string properties whose DefaultValue is true, null and 007, an Int64 default and an
#           enumeration on Edm.Int64.
# Expected: CSDL JSON writes a default in the JSON form of its property's type: "true", "null", "007" and the numbers
#           as they are.
# Seen:     true and null without quotes: no value of a string, and null is "no default". "007" is right.
#           9007199254740993 becomes …992, in the default and in the member, so a client built from the JSON file
#           sends another number than one built from the XML file.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent odata-csdl@0.11.2
cat > in.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="Size" UnderlyingType="Edm.Int64"><Member Name="large" Value="9007199254740993"/></EnumType>
  <ComplexType Name="Setting">
    <Property Name="first" Type="Edm.String" DefaultValue="true"/>
    <Property Name="second" Type="Edm.String" DefaultValue="null"/>
    <Property Name="third" Type="Edm.String" DefaultValue="007"/>
    <Property Name="fourth" Type="Edm.Int64" DefaultValue="9007199254740993"/>
  </ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>
XML
npx odata-csdl-xml2json -p -t out.json in.xml >/dev/null
grep -e DefaultValue -e large out.json | tr -d ' ' | tee out
printf '"large":9007199254740992\n"$DefaultValue":true\n"$DefaultValue":null\n"$DefaultValue":"007"\n"$DefaultValue":9007199254740992\n' > want
diff want out || { echo "CHANGED"; exit 1; }
