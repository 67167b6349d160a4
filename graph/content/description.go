package content

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

// innerName is the name of the encrypted content in an .intunewin file that is written here.
const innerName = "IntunePackage.intunewin"

// description is Detection.xml. The order of the fields is that of the elements.
type description struct {
	XMLName     xml.Name    `xml:"ApplicationInfo"`
	ToolVersion string      `xml:"ToolVersion,attr,omitempty"`
	Name        string      `xml:"Name"`
	Size        int64       `xml:"UnencryptedContentSize"`
	FileName    string      `xml:"FileName"`
	SetupFile   string      `xml:"SetupFile"`
	Encryption  encodedInfo `xml:"EncryptionInfo"`
	MSI         *MSI        `xml:"MsiInfo"`
}

// encodedInfo is an encryption, with base64 of all that is binary.
type encodedInfo struct {
	EncryptionKey        string
	MacKey               string
	InitializationVector string
	Mac                  string
	ProfileIdentifier    string
	FileDigest           string
	FileDigestAlgorithm  string
}

// MSI is what an .intunewin file says of a Windows Installer package.
type MSI struct {
	ProductCode                string `xml:"MsiProductCode"`
	ProductVersion             string `xml:"MsiProductVersion"`
	PackageCode                string `xml:"MsiPackageCode,omitempty"`
	UpgradeCode                string `xml:"MsiUpgradeCode"`
	ExecutionContext           string `xml:"MsiExecutionContext"` // System, User or Any
	RequiresLogon              bool   `xml:"MsiRequiresLogon"`
	RequiresReboot             bool   `xml:"MsiRequiresReboot"`
	IsMachineInstall           bool   `xml:"MsiIsMachineInstall"`
	IsUserInstall              bool   `xml:"MsiIsUserInstall"`
	IncludesServices           bool   `xml:"MsiIncludesServices"`
	IncludesODBCDataSource     bool   `xml:"MsiIncludesODBCDataSource"`
	ContainsSystemRegistryKeys bool   `xml:"MsiContainsSystemRegistryKeys"`
	ContainsSystemFolders      bool   `xml:"MsiContainsSystemFolders"`
	Publisher                  string `xml:"MsiPublisher,omitempty"`
}

func parseDescription(text []byte) (*description, error) {
	d := &description{}
	if err := xml.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), d); err != nil {
		return nil, err
	}
	switch {
	case d.FileName == "" || strings.ContainsAny(d.FileName, `/\`):
		return nil, fmt.Errorf("FileName %q is not the name of a file", d.FileName)
	case d.Size <= 0:
		return nil, fmt.Errorf("UnencryptedContentSize is %d; want the size of the plain file", d.Size)
	}
	return d, nil
}

// file returns the file that is described; its content is not set yet.
func (d *description) file() (*File, error) {
	e, err := d.Encryption.decode()
	if err != nil {
		return nil, err
	}
	return &File{Name: d.FileName, Setup: d.SetupFile, Size: d.Size, EncryptedSize: encryptedSize(d.Size), MSI: d.MSI,
		source: &packed{size: d.Size, encryption: e}}, nil
}

// decode returns the encryption. No error repeats a value: it may be a key.
func (i *encodedInfo) decode() (e encryption, err error) {
	if i.ProfileIdentifier != profile {
		return e, fmt.Errorf("ProfileIdentifier is %.40q; only %s is known", i.ProfileIdentifier, profile)
	}
	if !strings.EqualFold(i.FileDigestAlgorithm, "SHA256") {
		return e, fmt.Errorf("FileDigestAlgorithm is %.40q; only SHA256 is known", i.FileDigestAlgorithm)
	}
	e.complete = true
	err = errors.Join(
		decode("EncryptionKey", i.EncryptionKey, e.key[:]),
		decode("MacKey", i.MacKey, e.macKey[:]),
		decode("InitializationVector", i.InitializationVector, e.iv[:]),
		decode("Mac", i.Mac, e.mac[:]),
		decode("FileDigest", i.FileDigest, e.digest[:]))
	return e, err
}

// decode decodes the base64 of an element into b, which has the size that it must have.
func decode(element, text string, b []byte) error {
	decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	switch {
	case err != nil:
		return fmt.Errorf("%s is not base64", element)
	case len(decoded) != len(b):
		return fmt.Errorf("%s has %d bytes; want %d", element, len(decoded), len(b))
	}
	copy(b, decoded)
	return nil
}

// describe returns the Detection.xml of a file whose encryption is complete.
func describe(f *File) ([]byte, error) {
	d := description{Name: f.Name, Size: f.Size, FileName: innerName, SetupFile: f.Setup, Encryption: f.source.info().encode(), MSI: f.MSI}
	if d.SetupFile == "" {
		d.SetupFile = f.Name
	}
	return xml.MarshalIndent(d, "", "  ")
}

func (e *encryption) encode() encodedInfo {
	text := base64.StdEncoding.EncodeToString
	return encodedInfo{EncryptionKey: text(e.key[:]), MacKey: text(e.macKey[:]), InitializationVector: text(e.iv[:]), Mac: text(e.mac[:]),
		ProfileIdentifier: profile, FileDigest: text(e.digest[:]), FileDigestAlgorithm: "SHA256"}
}
