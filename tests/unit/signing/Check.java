// A second opinion on our signatures: PDFBox reads the PDF, BouncyCastle checks the cryptography. One line a file:
// "valid N NAME" with the number of signatures, or "invalid NAME: WHY".

import java.io.File;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;

public class Check {
    static void require(boolean kept, String otherwise) throws Exception {
        if (!kept) throw new Exception(otherwise);
    }

    static byte[] sha256(byte[] bytes) throws Exception { return MessageDigest.getInstance("SHA-256").digest(bytes); }

    static X509CertificateHolder signerOf(CMSSignedData cms, SignerInformation signer) throws Exception {
        var found = cms.getCertificates().getMatches(signer.getSID());
        require(!found.isEmpty(), "the signer's certificate is not there");
        return (X509CertificateHolder) found.iterator().next();
    }

    static void verify(SignerInformation signer, X509CertificateHolder certificate) throws Exception {
        require(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate)), "signature value");
    }

    // RFC 3161: the token stamps those bytes.
    static void checkToken(TimeStampToken token, byte[] stamped) throws Exception {
        var cms = token.toCMSSignedData();
        var signer = cms.getSignerInfos().getSigners().iterator().next();
        verify(signer, signerOf(cms, signer));
        require(Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256(stamped)), "imprint of the time stamp");
    }

    static void checkSignature(byte[] contents, byte[] covered) throws Exception {
        var cms = new CMSSignedData(new CMSProcessableByteArray(covered), contents);
        require(cms.getSignerInfos().size() == 1, "more than one signer");
        var signer = cms.getSignerInfos().getSigners().iterator().next();
        var certificate = signerOf(cms, signer);
        verify(signer, certificate);
        AttributeTable attributes = signer.getSignedAttributes();
        require(attributes.get(CMSAttributes.signingTime) == null, "a signing time, which PAdES forbids");
        Attribute named = attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        require(named != null, "no signing-certificate-v2");
        ESSCertIDv2[] ids = SigningCertificateV2.getInstance(named.getAttributeValues()[0]).getCerts();
        require(Arrays.equals(ids[0].getCertHash(), sha256(certificate.getEncoded())), "another certificate is named");
        AttributeTable hanging = signer.getUnsignedAttributes();
        Attribute token = hanging == null ? null : hanging.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (token != null) checkToken(new TimeStampToken(ContentInfo.getInstance(token.getAttributeValues()[0])), signer.getSignature());
    }

    static int check(File file) throws Exception {
        byte[] bytes = Files.readAllBytes(file.toPath());
        try (PDDocument document = PDDocument.load(bytes)) {
            List<PDSignature> signatures = document.getSignatureDictionaries();
            long reached = 0;
            for (PDSignature signature : signatures) {
                int[] range = signature.getByteRange();
                require(range.length == 4 && range[0] == 0, "ByteRange");
                reached = Math.max(reached, (long) range[2] + range[3]);
                byte[] contents = signature.getContents(bytes), covered = signature.getSignedContent(bytes);
                if ("ETSI.RFC3161".equals(signature.getSubFilter())) checkToken(new TimeStampToken(new CMSSignedData(contents)), covered);
                else checkSignature(contents, covered);
            }
            require(signatures.isEmpty() || reached == bytes.length, "the newest signature ends before the file");
            return signatures.size();
        }
    }

    public static void main(String[] names) {
        Security.addProvider(new BouncyCastleProvider());
        System.setProperty("org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
        for (String name : names) {
            File file = new File(name);
            try {
                System.out.println("valid " + check(file) + " " + file.getName());
            } catch (Exception error) {
                System.out.println("invalid " + file.getName() + ": " + error);
            }
        }
    }
}
