"""Renames device categories. Tested against `intunegen serve`: ROOT is the root that it prints."""
import json
import os
import urllib.parse
import urllib.request

ROOT = os.environ["ROOT"]


def call(method, path, body=None):
    request = urllib.request.Request(ROOT + path, method=method, headers={"Content-Type": "application/json"},
                                     data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request) as reply:
        text = reply.read()
        return json.loads(text) if text else None


def rename(old, new):
    """Gives all categories of one name another one, and returns how many there were."""
    query = urllib.parse.urlencode({"$filter": f"displayName eq '{old}'"})
    found = call("GET", "/deviceManagement/deviceCategories?" + query)["value"]
    for category in found:
        call("PATCH", "/deviceManagement/deviceCategories/" + category["id"], {"displayName": new})
    return len(found)


if __name__ == "__main__":
    for name in ("Sales", "Sales", "Lab"):
        call("POST", "/deviceManagement/deviceCategories", {"displayName": name})
    assert rename("Sales", "Field") == 2
    names = [c["displayName"] for c in call("GET", "/deviceManagement/deviceCategories?$orderby=displayName")["value"]]
    assert names == ["Field", "Field", "Lab"], names
    print("ok")
